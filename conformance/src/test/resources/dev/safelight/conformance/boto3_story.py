"""What a Python program does with S3, IAM and STS, told only by the environment's variables.

Every line that matters asserts; the last line printed says that all of them held.
"""

import io
import os
import random
import urllib.error
import urllib.request
import ssl

import boto3
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response["Error"]["Message"]
    raise AssertionError(f"not refused with {code}: {call} {arguments}")


s3 = boto3.client("s3")
bucket = boto3.resource("s3").Bucket("boto3-story")
bucket.create()

# Small objects, metadata, hostile keys.
for key in ["plain", "a b+é", "../x", "//", "%2F", "/leading", "🦊"]:
    bucket.put_object(Key=key, Body=key.encode(), Metadata={"length": str(len(key))})
    got = bucket.Object(key).get()
    assert got["Body"].read() == key.encode(), key
    assert got["Metadata"] == {"length": str(len(key))}, key
assert {o.key for o in bucket.objects.all()} == {
    "plain", "a b+é", "../x", "//", "%2F", "/leading", "🦊",
}
assert [o.key for o in bucket.objects.filter(Prefix="a ")] == ["a b+é"]

# Multipart up and down, as file objects.
whole = random.Random(20).randbytes(20 * 1024 * 1024)
config = TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20)
bucket.upload_fileobj(io.BytesIO(whole), "whole", Config=config)
assert bucket.Object("whole").e_tag.endswith('-4"')
back = io.BytesIO()
bucket.download_fileobj("whole", back, Config=config)
assert back.getvalue() == whole
assert s3.get_object(Bucket="boto3-story", Key="whole", Range="bytes=1-3")["Body"].read() == whole[1:4]

# Conditions and missing keys.
tag = s3.head_object(Bucket="boto3-story", Key="plain")["ETag"]
refused("PreconditionFailed", s3.put_object, Bucket="boto3-story", Key="plain", Body=b"", IfNoneMatch="*")
refused("304", s3.get_object, Bucket="boto3-story", Key="plain", IfNoneMatch=tag)
refused("NoSuchKey", s3.get_object, Bucket="boto3-story", Key="nowhere")
refused("404", s3.head_object, Bucket="boto3-story", Key="nowhere")
refused("InvalidRange", s3.get_object, Bucket="boto3-story", Key="plain", Range="bytes=99-")

# A link, followed by a client without keys. boto3 still signs links with version 2 of the algorithm
# unless it is told otherwise; S3 takes that of old buckets alone.
context = ssl.create_default_context(cafile=os.environ["AWS_CA_BUNDLE"])


def follow(link):
    try:
        with urllib.request.urlopen(link, context=context) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


wanted = {"Bucket": "boto3-story", "Key": "a b+é"}
signer = boto3.client("s3", config=Config(signature_version="s3v4"))
link = signer.generate_presigned_url("get_object", Params=wanted)
assert follow(link) == (200, "a b+é"), follow(link)
status, body = follow(link.replace("X-Amz-Expires=", "X-Amz-Expires=1"))
assert status == 403 and "<Code>SignatureDoesNotMatch</Code>" in body, body
status, body = follow(s3.generate_presigned_url("get_object", Params=wanted))
assert status == 400 and "Please use AWS4-HMAC-SHA256" in body, body

# Identity: a user, a role, and what they may not do.
iam = boto3.client("iam")
sts = boto3.client("sts")
assert sts.get_caller_identity()["Arn"] == "arn:aws:iam::123456789012:user/admin"
iam.create_user(UserName="boto3-user")
key = iam.create_access_key(UserName="boto3-user")["AccessKey"]
user = boto3.client(
    "s3", aws_access_key_id=key["AccessKeyId"], aws_secret_access_key=key["SecretAccessKey"]
)
message = refused("AccessDenied", user.get_object, Bucket="boto3-story", Key="plain")
assert message == (
    "User: arn:aws:iam::123456789012:user/boto3-user is not authorized to perform: s3:GetObject"
    ' on resource: "arn:aws:s3:::boto3-story/plain"'
    " because no identity-based policy allows the s3:GetObject action"
), message
trust = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow",'
    ' "Principal": {"AWS": "123456789012"}, "Action": "sts:AssumeRole"}]}'
)
role = iam.create_role(RoleName="Boto3Role", AssumeRolePolicyDocument=trust)["Role"]
assert role["AssumeRolePolicyDocument"]["Statement"][0]["Effect"] == "Allow"
keys = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="story")["Credentials"]
worn = boto3.Session(keys["AccessKeyId"], keys["SecretAccessKey"], keys["SessionToken"])
assert worn.client("sts").get_caller_identity()["Arn"].endswith(":assumed-role/Boto3Role/story")
refused("AccessDenied", worn.client("s3").list_buckets)

# Queues. botocore compares the MD5s of bodies and attributes itself.
sqs = boto3.resource("sqs")
dead = sqs.create_queue(QueueName="boto3-dead")
work = sqs.create_queue(
    QueueName="boto3-work",
    Attributes={
        "VisibilityTimeout": "0",
        "RedrivePolicy": '{"deadLetterTargetArn": "%s", "maxReceiveCount": 2}'
        % dead.attributes["QueueArn"],
    },
)
assert sqs.get_queue_by_name(QueueName="boto3-work").url == work.url
sent = work.send_message(
    MessageBody="é 🦊",
    MessageAttributes={
        "text": {"DataType": "String", "StringValue": "x"},
        "raw": {"DataType": "Binary", "BinaryValue": bytes(range(256))},
        "number": {"DataType": "Number", "StringValue": "17.5"},
    },
)
for count in ["1", "2"]:
    (got,) = work.receive_messages(
        MessageAttributeNames=["All"], MessageSystemAttributeNames=["All"], WaitTimeSeconds=1
    )
    assert got.body == "é 🦊" and got.message_id == sent["MessageId"]
    assert got.message_attributes["raw"]["BinaryValue"] == bytes(range(256))
    assert got.attributes["ApproximateReceiveCount"] == count
assert work.receive_messages() == []
(letter,) = dead.receive_messages(AttributeNames=["DeadLetterQueueSourceArn"], WaitTimeSeconds=1)
assert letter.attributes["DeadLetterQueueSourceArn"].endswith(":boto3-work")
letter.change_visibility(VisibilityTimeout=0)
(letter,) = dead.receive_messages()
letter.delete()
refused("AWS.SimpleQueueService.NonExistentQueue", sqs.get_queue_by_name, QueueName="nowhere")
refused("InvalidAttributeValue", work.set_attributes, Attributes={"DelaySeconds": "-1"})
refused("ReceiptHandleIsInvalid", sqs.Message(work.url, "x").delete)
message = refused(
    "AccessDenied", worn.client("sqs").send_message, QueueUrl=work.url, MessageBody="m"
)
assert message.endswith(
    "is not authorized to perform: sqs:sendmessage on resource:"
    " arn:aws:sqs:us-east-1:123456789012:boto3-work"
    " because no identity-based policy allows the sqs:sendmessage action"
), message
work.delete()
dead.delete()

# Paging, bulk deletion, the end.
pages = s3.get_paginator("list_objects_v2").paginate(
    Bucket="boto3-story", PaginationConfig={"PageSize": 3}
)
assert sum(page["KeyCount"] for page in pages) == 8
bucket.objects.all().delete()
bucket.delete()
refused("NoSuchBucket", s3.list_objects_v2, Bucket="boto3-story")
print("all of it held")
