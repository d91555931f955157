package dev.safelight.cloud.iam;

import dev.safelight.cloud.call.Outcome;
import dev.safelight.cloud.store.Transaction;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/// Creates, shows, changes and deletes roles.
record Roles(Policies policies, Trust trust, InstantSource clock, Fresh fresh) {
  private static final int USUAL_SESSION = 3600;

  Outcome act(RoleOperation operation, Transaction transaction) {
    var account = operation.account();
    return switch (operation) {
      case RoleOperation.CreateRole(_, var request) -> create(account, request, transaction);
      case RoleOperation.GetRole(_, var request) -> {
        var role = Entity.require(transaction, Kind.ROLE, account, request.roleName());
        yield Outcome.of(GetRoleResponse.builder().role(shape(role, transaction)).build());
      }
      case RoleOperation.DeleteRole(_, var request) -> {
        var role = Entity.require(transaction, Kind.ROLE, account, request.roleName());
        Hanging.requireNone(role, transaction);
        Trust.forget(role, transaction);
        role.delete(transaction);
        yield Outcome.of(DeleteRoleResponse.builder().build());
      }
      case RoleOperation.ListRoles(_, var request) -> list(account, request, transaction);
      case RoleOperation.UpdateAssumeRolePolicy(_, var request) ->
          update(account, request, transaction);
      case RoleOperation.UpdateRole(_, var request) -> {
        var role = Entity.require(transaction, Kind.ROLE, account, request.roleName());
        if (request.description() != null) {
          role.describe(transaction, request.description());
        }
        // AWS: "If you do not specify a value for this setting, the default value of one hour is
        // applied."
        role.limit(
            transaction,
            request.maxSessionDuration() == null ? USUAL_SESSION : request.maxSessionDuration());
        yield Outcome.of(UpdateRoleResponse.builder().build());
      }
      case RoleOperation.UpdateRoleDescription(_, var request) -> {
        Entity.require(transaction, Kind.ROLE, account, request.roleName())
            .describe(transaction, request.description() == null ? "" : request.description());
        var role = Entity.require(transaction, Kind.ROLE, account, request.roleName());
        yield Outcome.of(
            UpdateRoleDescriptionResponse.builder().role(shape(role, transaction)).build());
      }
    };
  }

  private Outcome create(String account, CreateRoleRequest request, Transaction transaction) {
    var boundary = policies.boundary(account, request.permissionsBoundary(), transaction);
    var document =
        trust.check(request.assumeRolePolicyDocument(), "AssumeRolePolicyDocument", transaction);
    var role =
        new Entity(
            Kind.ROLE,
            account,
            Checks.path(request.path()),
            request.roleName(),
            fresh.id(Kind.ROLE.prefix()),
            clock.instant(),
            boundary,
            document,
            request.description() == null ? "" : request.description(),
            request.maxSessionDuration() == null ? USUAL_SESSION : request.maxSessionDuration());
    role.insert(transaction, request.tags());
    trust.keep(role, document, transaction);
    return Outcome.of(CreateRoleResponse.builder().role(shape(role, transaction)).build());
  }

  private Outcome update(
      String account, UpdateAssumeRolePolicyRequest request, Transaction transaction) {
    var role = Entity.require(transaction, Kind.ROLE, account, request.roleName());
    var document = trust.check(request.policyDocument(), "PolicyDocument", transaction);
    transaction.update(
        "update iam_principal set trust = ? where account = ? and kind = ? and name = ?",
        document,
        account,
        Kind.ROLE.word(),
        role.name());
    trust.keep(role, document, transaction);
    return Outcome.of(UpdateAssumeRolePolicyResponse.builder().build());
  }

  private Outcome list(String account, ListRolesRequest request, Transaction transaction) {
    var page =
        Page.of(
            Entity.all(transaction, Kind.ROLE, account, Checks.prefix(request.pathPrefix())),
            Entity::name,
            request.maxItems(),
            request.marker());
    return Outcome.of(
        ListRolesResponse.builder()
            .roles(page.items().stream().map(role -> summary(role, transaction)).toList())
            .isTruncated(page.isTruncated())
            .marker(page.next())
            .build());
  }

  private Role shape(Entity role, Transaction transaction) {
    var shape = summary(role, transaction).toBuilder();
    role.boundaryShape().ifPresent(shape::permissionsBoundary);
    var tags = role.tagShapes(transaction);
    return tags.isEmpty() ? shape.build() : shape.tags(tags).build();
  }

  private Role summary(Entity role, Transaction transaction) {
    var shape =
        Role.builder()
            .path(role.path())
            .roleName(role.name())
            .roleId(role.id())
            .arn(role.arn())
            .createDate(role.created().truncatedTo(ChronoUnit.SECONDS))
            .assumeRolePolicyDocument(Documents.encoded(trust.current(role, transaction)))
            .maxSessionDuration((int) role.longest());
    return role.description().isEmpty()
        ? shape.build()
        : shape.description(role.description()).build();
  }
}
