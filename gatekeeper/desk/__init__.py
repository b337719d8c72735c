"""What a person does, one file a deed: `deed(uow, actor, command) -> result`.

A deed runs inside one transaction that its caller opened: state, ledger entry and the tasks it
causes commit together. No decoding, inference or network happens in it.
"""
