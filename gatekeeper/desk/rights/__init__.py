"""What people may ask of the school about their data: access, complaints, an end of keeping."""
