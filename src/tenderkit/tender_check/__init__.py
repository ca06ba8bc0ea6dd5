# SPDX-License-Identifier: Apache-2.0
"""Check the files of a tender: read each once, apply the rules, compare papers of one purchase, write copies.

What is found depends on the arguments alone: no file, clock, terminal or environment is read. Only texts of other
word processors run a program, LibreOffice.
"""
