"""How well faces are found and told apart, measured on a folder of pictures, beside the usual tool.

The same run serves two readers: whoever changes gatekeeper, and a school that tries it on its own
pictures. Pictures are opened in guarded child processes; what is measured of a face is never
written to a disk; and no result names a folder, a file or a person.
"""
