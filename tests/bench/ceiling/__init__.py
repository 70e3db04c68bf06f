"""The least a page can cost: a Django view with one indexed read, or a read and an insert.

`bare` serves them with nothing around; `own` behind our middleware, session, scope and door.
"""
