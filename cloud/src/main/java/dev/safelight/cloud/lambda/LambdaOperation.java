package dev.safelight.cloud.lambda;

import dev.safelight.cloud.call.Access;
import dev.safelight.cloud.call.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.AddPermissionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.ListFunctionsRequest;
import software.amazon.awssdk.services.lambda.model.RemovePermissionRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeRequest;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationRequest;

/// What can be asked of Lambda. See AWS: "Actions, resources, and condition keys for AWS Lambda".
public sealed interface LambdaOperation extends Operation
    permits LambdaOperation.OnFunction, LambdaOperation.ListFunctions, MappingOperation {
  @Override
  default String name() {
    return getClass().getSimpleName();
  }

  /// The accesses of an operation on one function.
  private static List<Access> on(FunctionArn function, String action) {
    return List.of(Access.to("lambda:" + action, function.toString()));
  }

  /// A function that is handed a role makes its owner act through it: `iam:PassRole`.
  private static List<Access> passing(FunctionArn function, String action, String role) {
    var needs = new ArrayList<>(on(function, action));
    var keys =
        Map.of(
            "iam:PassedToService", List.of("lambda.amazonaws.com"),
            "iam:AssociatedResourceArn", List.of(function.toString()));
    needs.add(new Access("iam:PassRole", role, keys));
    return List.copyOf(needs);
  }

  /// An operation on one function.
  sealed interface OnFunction extends LambdaOperation
      permits CreateFunction,
          GetFunction,
          GetFunctionConfiguration,
          UpdateFunctionCode,
          UpdateFunctionConfiguration,
          DeleteFunction,
          AddPermission,
          RemovePermission,
          GetPolicy,
          Invoke,
          SettingOperation,
          VersionOperation {
    FunctionArn function();
  }

  record CreateFunction(FunctionArn function, CreateFunctionRequest request) implements OnFunction {
    @Override
    public List<Access> needs() {
      var needs = new ArrayList<>(passing(function, "CreateFunction", request.role()));
      if (!request.tags().isEmpty()) {
        needs.add(new Access("lambda:TagResource", function.toString(), tagKeys()));
      }
      return List.copyOf(needs);
    }

    private Map<String, List<String>> tagKeys() {
      var keys = new java.util.HashMap<String, List<String>>();
      request.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
      keys.put("aws:TagKeys", List.copyOf(request.tags().keySet()));
      return keys;
    }

    /// The zip is unpacked before the transaction.
    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record GetFunction(FunctionArn function) implements OnFunction {
    @Override
    public List<Access> needs() {
      return on(function, "GetFunction");
    }
  }

  record GetFunctionConfiguration(FunctionArn function) implements OnFunction {
    @Override
    public List<Access> needs() {
      return on(function, "GetFunctionConfiguration");
    }
  }

  record ListFunctions(String region, String account, ListFunctionsRequest request)
      implements LambdaOperation {
    @Override
    public List<Access> needs() {
      return List.of(Access.to("lambda:ListFunctions", "*"));
    }
  }

  record UpdateFunctionCode(FunctionArn function, UpdateFunctionCodeRequest request)
      implements OnFunction {
    @Override
    public List<Access> needs() {
      return on(function, "UpdateFunctionCode");
    }

    @Override
    public boolean carriesPayload() {
      return true;
    }
  }

  record UpdateFunctionConfiguration(
      FunctionArn function, UpdateFunctionConfigurationRequest request) implements OnFunction {
    @Override
    public List<Access> needs() {
      return request.role() == null
          ? on(function, "UpdateFunctionConfiguration")
          : passing(function, "UpdateFunctionConfiguration", request.role());
    }
  }

  record DeleteFunction(FunctionArn function) implements OnFunction {
    @Override
    public List<Access> needs() {
      return on(function, "DeleteFunction");
    }
  }

  record AddPermission(FunctionArn function, AddPermissionRequest request) implements OnFunction {
    @Override
    public List<Access> needs() {
      var principal = request.principal() == null ? "" : request.principal();
      return List.of(
          new Access(
              "lambda:AddPermission",
              function.toString(),
              Map.of("lambda:Principal", List.of(principal))));
    }
  }

  record RemovePermission(FunctionArn function, RemovePermissionRequest request)
      implements OnFunction {
    @Override
    public List<Access> needs() {
      return on(function, "RemovePermission");
    }
  }

  record GetPolicy(FunctionArn function) implements OnFunction {
    @Override
    public List<Access> needs() {
      return on(function, "GetPolicy");
    }
  }

  record Invoke(FunctionArn function, InvokeRequest request) implements OnFunction {
    @Override
    public List<Access> needs() {
      return on(function, "InvokeFunction");
    }
  }
}
