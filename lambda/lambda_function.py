"""The door on AWS Lambda: a request envelope in, a response envelope out.

Lambda imports this module once a container; the skill is built then, so a request finds it ready.
"""

import os

from skill.app import create_handler

handler = create_handler(os.environ)
