# SPDX-License-Identifier: Apache-2.0
"""Rules on the words of documents, whoever wrote them: their paragraphs, and what is wrong in them."""
