# SPDX-License-Identifier: Apache-2.0
"""The contract calendar: what is due under the contract, who does it, and on which day."""
