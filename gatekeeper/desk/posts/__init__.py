"""A post from the first words to the stop: written, edited, found again, voided, recalled."""
