"""The desk in a browser: a tablet page for the Deputy Head, a phone page for the headteacher.

No logic of the school's is here: a page reads a form, calls a deed, and shows what came of it.
"""
