"""Request envelopes as Alexa sends them to the function."""

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000001"


def envelope(request: dict[str, object], attributes: dict[str, object] | None = None) -> dict[str, object]:
    """The request in a session of one runner with a screenless device; new unless it brings attributes."""
    application = {"applicationId": SKILL_ID}
    user = {"userId": "amzn1.ask.account.runner"}
    return {
        "version": "1.0",
        "session": {
            "new": attributes is None,
            "sessionId": "amzn1.echo-api.session.1",
            "application": application,
            "user": user,
            "attributes": attributes or {},
        },
        "context": {
            "System": {
                "application": application,
                "user": user,
                "device": {"deviceId": "amzn1.ask.device.1", "supportedInterfaces": {}},
                "apiEndpoint": "https://api.amazonalexa.com",
                "apiAccessToken": "none",
            }
        },
        "request": {
            "requestId": "amzn1.echo-api.request.1",
            "timestamp": "2026-01-05T07:00:00Z",
            "locale": "en-US",
            **request,
        },
    }


def launch() -> dict[str, object]:
    """The runner opens the skill."""
    return envelope({"type": "LaunchRequest"})


def how_to(exercise: str, spoken: str) -> dict[str, object]:
    """The runner asks how an exercise is done, in words that resolve to its id."""
    authority = f"amzn1.er-authority.echo-sdk.{SKILL_ID}.Exercise"
    match = {"value": {"name": spoken, "id": exercise}}
    resolution = {"authority": authority, "status": {"code": "ER_SUCCESS_MATCH"}, "values": [match]}
    slot = {
        "name": "exercise",
        "value": spoken,
        "confirmationStatus": "NONE",
        "source": "USER",
        "resolutions": {"resolutionsPerAuthority": [resolution]},
    }
    return intent("HowToIntent", slots={"exercise": slot})


def intent(
    name: str, slots: dict[str, object] | None = None, attributes: dict[str, object] | None = None
) -> dict[str, object]:
    """The runner says something that Alexa takes for this intent."""
    said = {"name": name, "confirmationStatus": "NONE", "slots": slots or {}}
    return envelope({"type": "IntentRequest", "intent": said, "dialogState": "STARTED"}, attributes)


def session_ended() -> dict[str, object]:
    """The device tells that the session is over."""
    return envelope({"type": "SessionEndedRequest", "reason": "USER_INITIATED"}, attributes={})
