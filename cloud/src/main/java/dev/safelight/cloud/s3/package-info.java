/// S3: buckets, objects, listings, multipart uploads, bucket policies and notifications. Begin
/// reading at [dev.safelight.cloud.s3.S3]; what a request may ask for is listed in
/// [dev.safelight.cloud.s3.Routes].
package dev.safelight.cloud.s3;
