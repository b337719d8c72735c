"""The register of children and adults: imported, confirmed, agreements given and taken back."""
