"""What strangers may send: every parser meets inputs nobody would write.

`python -m tests.fuzz --inputs 1000000` feeds them led by what they reach (atheris); test_slice.py a
few hundred each, always the same ones.
"""
