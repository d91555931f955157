/// IAM: users, their keys, roles and policies, and what the rest of the environment is told of
/// them. Begin reading at [dev.safelight.cloud.iam.Iam].
package dev.safelight.cloud.iam;
