"""Tests of taking down what is out."""
