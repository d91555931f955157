/// CloudFormation: templates become stacks by calls of the other services, made through the front
/// door as whoever asks. Begin reading at [dev.safelight.cloud.cloudformation.CloudFormation].
package dev.safelight.cloud.cloudformation;
