"""The language of cases: a dossier in a few lines of TOML. `fixtures/cases/README.md` tells it."""
