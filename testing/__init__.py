"""Regression tests of extraction in repositories of users: a pytest plugin with the fixture `extraction_regression`."""
