"""The commands: arguments → one library call; its result → Vietnamese text and an exit code.

Only `screen` is imported at the start; each command imports the rooms that it needs itself.
"""
