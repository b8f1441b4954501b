"""A model for a LiteLLM proxy that tells what has reached it: how many bytes a picture has, and their hash."""

import base64
import hashlib
from typing import Any

from litellm import CustomLLM, ModelResponse


class Looker(CustomLLM):
    """Answers with two numbered sentences, by which a caption and its picture can be joined."""

    async def acompletion(self, *_: Any, **request: Any) -> ModelResponse:
        """Answers one chat completion, as LiteLLM has understood it."""
        [message] = request["messages"]
        [picture] = [part["image_url"]["url"] for part in message["content"] if part["type"] == "image_url"]
        [prompt] = [part["text"] for part in message["content"] if part["type"] == "text"]
        data = base64.b64decode(picture.partition(";base64,")[2], validate=True)
        response: ModelResponse = request["model_response"]
        response.choices[0].message.content = (
            f"1. A picture of {len(data)} bytes with the mark {hashlib.sha256(data).hexdigest()}.\n"
            f"2. It came with a prompt of {len(prompt)} characters."
        )
        response.choices[0].finish_reason = "stop"
        return response


looker = Looker()
