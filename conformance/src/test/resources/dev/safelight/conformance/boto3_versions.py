"""What a Python program does with versions, lifecycle, CORS, tags, parameters and log groups.

Every line that matters asserts; the last line printed says that all of them held.
"""

import os
import ssl
import urllib.error
import urllib.request

import boto3
from botocore.exceptions import ClientError


def refused(code, call, **arguments):
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return error.response
    raise AssertionError(f"not refused with {code}: {call} {arguments}")


s3 = boto3.client("s3")
name = "boto3-versions"
s3.create_bucket(Bucket=name)
assert "Status" not in s3.get_bucket_versioning(Bucket=name)
zero = s3.put_object(Bucket=name, Key="k", Body=b"zero")
assert "VersionId" not in zero and zero["ServerSideEncryption"] == "AES256"
s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": "Enabled"})
assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"

# Versions, the null version, a delete marker and its deletion.
one = s3.put_object(Bucket=name, Key="k", Body=b"one", Tagging="a=1")["VersionId"]
two = s3.put_object(Bucket=name, Key="k", Body=b"two")["VersionId"]
assert s3.get_object(Bucket=name, Key="k")["VersionId"] == two
assert s3.get_object(Bucket=name, Key="k", VersionId=one)["Body"].read() == b"one"
assert s3.get_object(Bucket=name, Key="k", VersionId="null")["Body"].read() == b"zero"
assert s3.get_object_tagging(Bucket=name, Key="k", VersionId=one)["TagSet"] == [
    {"Key": "a", "Value": "1"}
]
gone = s3.delete_object(Bucket=name, Key="k")
assert gone["DeleteMarker"] is True
marker = gone["VersionId"]
missing = refused("NoSuchKey", s3.get_object, Bucket=name, Key="k")
assert missing["ResponseMetadata"]["HTTPHeaders"]["x-amz-delete-marker"] == "true"
refused("MethodNotAllowed", s3.get_object, Bucket=name, Key="k", VersionId=marker)
refused("405", s3.head_object, Bucket=name, Key="k", VersionId=marker)
refused("NoSuchVersion", s3.get_object, Bucket=name, Key="k", VersionId="A" * 32)
refused("InvalidArgument", s3.get_object, Bucket=name, Key="k", VersionId="nonsense")
listed = s3.list_object_versions(Bucket=name)
assert [(v["VersionId"], v["IsLatest"]) for v in listed["Versions"]] == [
    (two, False), (one, False), ("null", False),
]
assert [(m["VersionId"], m["IsLatest"]) for m in listed["DeleteMarkers"]] == [(marker, True)]
pages = s3.get_paginator("list_object_versions").paginate(
    Bucket=name, PaginationConfig={"PageSize": 1}
)
found = [v["VersionId"] for p in pages for v in p.get("Versions", []) + p.get("DeleteMarkers", [])]
assert found == [marker, two, one, "null"], found
s3.delete_object(Bucket=name, Key="k", VersionId=marker)
assert s3.get_object(Bucket=name, Key="k")["Body"].read() == b"two"
copied = s3.copy_object(
    Bucket=name, Key="k", CopySource={"Bucket": name, "Key": "k", "VersionId": one}
)
assert copied["CopySourceVersionId"] == one and copied["VersionId"] not in (one, two)
refused("BucketNotEmpty", s3.delete_bucket, Bucket=name)

# Lifecycle, CORS, tags, encryption: said as they were set.
rules = [
    {
        "ID": "old",
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 3},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 7},
    },
    {
        "ID": "new",
        "Status": "Enabled",
        "Filter": {"And": {"Prefix": "logs/", "Tags": [{"Key": "a", "Value": "1"}]}},
        "Expiration": {"Days": 3},
    },
]
s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": rules})
assert s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"] == rules
put = s3.put_object(Bucket=name, Key="logs/1", Body=b"", Tagging="a=1")
assert 'rule-id="new"' in put["Expiration"], put
s3.delete_bucket_lifecycle(Bucket=name)
refused("NoSuchLifecycleConfiguration", s3.get_bucket_lifecycle_configuration, Bucket=name)
cors = [
    {
        "AllowedOrigins": ["https://*.example.com"],
        "AllowedMethods": ["GET"],
        "AllowedHeaders": ["*"],
        "ExposeHeaders": ["ETag"],
        "MaxAgeSeconds": 60,
    }
]
s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": cors})
assert s3.get_bucket_cors(Bucket=name)["CORSRules"] == cors
s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": [{"Key": "t", "Value": "v"}]})
assert s3.get_bucket_tagging(Bucket=name)["TagSet"] == [{"Key": "t", "Value": "v"}]
s3.delete_bucket_encryption(Bucket=name)
rule = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"][0]
assert rule["ApplyServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"

# A browser's preflight, by a client without keys, also of a link that is signed for another method.
context = ssl.create_default_context(cafile=os.environ["AWS_CA_BUNDLE"])


def preflight(origin, url):
    request = urllib.request.Request(
        url,
        method="OPTIONS",
        headers={"Origin": origin, "Access-Control-Request-Method": "GET"},
    )
    try:
        with urllib.request.urlopen(request, context=context) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


plain = f"{os.environ['AWS_ENDPOINT_URL']}/{name}/k"
link = s3.generate_presigned_url("get_object", Params={"Bucket": name, "Key": "k"})
for url in (plain, link):
    status, headers = preflight("https://app.example.com", url)
    assert status == 200 and headers["Access-Control-Allow-Origin"] == "https://app.example.com"
    status, headers = preflight("https://example.org", url)
    assert status == 403 and headers["Access-Control-Allow-Origin"] is None

# Everything goes, page by page.
boto3.resource("s3").Bucket(name).object_versions.delete()
s3.delete_bucket(Bucket=name)

# Parameters and log groups.
ssm = boto3.client("ssm")
ssm.put_parameter(Name="/story/size", Value="256", Type="String")
assert ssm.put_parameter(Name="/story/size", Value="512", Overwrite=True)["Version"] == 2
assert ssm.get_parameter(Name="/story/size:1")["Parameter"]["Value"] == "256"
assert [p["Value"] for p in ssm.get_parameters_by_path(Path="/story")["Parameters"]] == ["512"]
refused("ParameterNotFound", ssm.get_parameter, Name="/story/none")
refused("ValidationException", ssm.put_parameter, Name="s", Value="x", Type="SecureString")
ssm.delete_parameter(Name="/story/size")
logs = boto3.client("logs")
logs.create_log_group(logGroupName="story", tags={"a": "1"})
logs.put_retention_policy(logGroupName="story", retentionInDays=14)
group = logs.describe_log_groups(logGroupNamePrefix="story")["logGroups"][0]
assert group["retentionInDays"] == 14
assert logs.list_tags_for_resource(resourceArn=group["logGroupArn"])["tags"] == {"a": "1"}
logs.delete_log_group(logGroupName="story")
print("all of it held")
