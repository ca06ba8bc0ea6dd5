# SPDX-License-Identifier: Apache-2.0
"""Settings: values of options that an environment variable or a configuration file gives in place of a flag."""
