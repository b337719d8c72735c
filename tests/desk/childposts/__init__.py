"""Tests of which posts show a child."""
