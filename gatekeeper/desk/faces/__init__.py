"""Who is in a picture, said by a person: one face, many at once, or a cover over it."""
