"""The template that makes everything on AWS, as CloudFormation would read it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from cfnlint.decode import decode_str
from samtranslator.translator.transform import transform

from skill.figures.lines import NAMESPACE

pytestmark = pytest.mark.slow

LAMBDA = Path(__file__).parents[2] / "lambda"
TEMPLATE = LAMBDA / "template.yaml"
CFN_DEPLOYER = {"SkillId", "LambdaRuntime", "LambdaHandler", "CodeBucket", "CodeKey", "CodeVersion"}
"""The parameters that ask-cli's deployer gives, all of which must be there."""


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short forms (`!Ref x`) as their long ones."""


def _long_form(loader: _Loader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_scalar(node)
    if suffix == "GetAtt":
        value = value.split(".")
    return {suffix if suffix == "Ref" else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _long_form)


@pytest.fixture(scope="module")
def resources() -> Iterator[dict[str, Any]]:
    """What SAM's translator makes of the template."""
    template = yaml.load(TEMPLATE.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader
    values = {
        "SkillId": "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
        "CodeBucket": "b",
        "CodeVersion": "1",
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield transform(template, values, managed_policy_loader=_NoPolicies())["Resources"]


class _NoPolicies:
    def load(self) -> dict[str, str]:
        """No managed policy is named."""
        return {}


def of_type(resources: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The resources of a type."""
    return [resource for resource in resources.values() if resource["Type"] == kind]


def test_cfn_lint_finds_no_fault() -> None:
    """Neither an error nor a warning."""
    command = [Path(sys.executable).with_name("cfn-lint"), "--format", "json", TEMPLATE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert json.loads(done.stdout or "[]") == []
    assert done.returncode == 0


def test_the_deployers_parameters_are_declared() -> None:
    """Those it gives, and others only with a default."""
    template, faults = decode_str(TEMPLATE.read_text("utf-8"))
    assert not faults
    parameters = template["Parameters"]

    assert set(parameters) >= CFN_DEPLOYER
    assert all("Default" in parameters[name] for name in set(parameters) - CFN_DEPLOYER)
    assert "SkillEndpoint" in template["Outputs"]


def test_what_runners_have_done_is_protected(resources: dict[str, Any]) -> None:
    """The table outlives the stack, refuses to be deleted, and can be put back to an earlier moment."""
    (table,) = of_type(resources, "AWS::DynamoDB::Table")

    assert (table["DeletionPolicy"], table["UpdateReplacePolicy"]) == ("Retain", "Retain")
    assert table["Properties"]["DeletionProtectionEnabled"] is True
    assert table["Properties"]["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True


def test_only_the_skill_may_call_the_function(resources: dict[str, Any]) -> None:
    """The permission names it."""
    (permission,) = of_type(resources, "AWS::Lambda::Permission")

    assert permission["Properties"]["Principal"] == "alexa-appkit.amazon.com"
    assert permission["Properties"]["EventSourceToken"] == {"Ref": "SkillId"}


def test_the_function_may_do_only_what_the_store_does(resources: dict[str, Any]) -> None:
    """Read, write and delete a record of one table."""
    (role,) = of_type(resources, "AWS::IAM::Role")
    (policy,) = role["Properties"]["Policies"]
    (statement,) = policy["PolicyDocument"]["Statement"]

    assert statement["Action"] == ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
    assert statement["Resource"] == {"Fn::GetAtt": ["Runners", "Arn"]}


def test_it_answers_in_time_on_arm(resources: dict[str, Any]) -> None:
    """Alexa gives up after eight seconds."""
    (function,) = of_type(resources, "AWS::Lambda::Function")

    assert function["Properties"]["Timeout"] < 8
    assert function["Properties"]["Architectures"] == ["arm64"]


def test_logs_are_not_kept_for_ever(resources: dict[str, Any]) -> None:
    """A month is enough to find out why it stopped."""
    (log,) = of_type(resources, "AWS::Logs::LogGroup")

    assert log["Properties"]["RetentionInDays"] == 30


def test_alarms_are_of_errors_throttles_and_latency(resources: dict[str, Any]) -> None:
    """Those of AWS, and turns that ended in an apology, by the name under which the coach counts them."""
    alarms = {
        (alarm["Properties"]["Namespace"], alarm["Properties"]["MetricName"])
        for alarm in of_type(resources, "AWS::CloudWatch::Alarm")
    }

    aws = {("AWS/Lambda", name) for name in ("Errors", "Throttles", "Duration")}
    assert alarms == aws | {(NAMESPACE, "failed")}
