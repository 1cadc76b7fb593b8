package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Principal;
import everthread.web.Dispatch;
import everthread.web.Json;
import everthread.web.OperationName;
import everthread.web.auth.Authenticator;
import everthread.web.rest.Contract.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The REST API: the OpenAPI document is the router. */
public final class RestRoutes {
  /** Room for a batch of captures; a single text may have 4 MB. */
  private static final long MAX_BODY = 48L * 1024 * 1024;

  private final Contract contract = Contract.load();
  private final Map<String, Function<Call, Reply>> operations;
  private final Dispatch dispatch;
  private final Authenticator authenticator;

  public RestRoutes(RestServices services, Dispatch dispatch, Authenticator authenticator) {
    this.operations = Operations.of(services);
    this.dispatch = dispatch;
    this.authenticator = authenticator;
  }

  public void mount(Router router) {
    var declared = contract.operations();
    checkComplete(declared);
    var methods = new LinkedHashMap<String, List<String>>();
    for (var operation : declared) {
      methods.computeIfAbsent(operation.path(), path -> new ArrayList<>()).add(operation.method());
      mount(router, operation);
    }
    methods.forEach((path, allowed) -> refuseOtherMethods(router, path, allowed));
    var document = Buffer.buffer(contract.json());
    router
        .get("/openapi.json")
        .handler(
            context ->
                context.response().putHeader("Content-Type", "application/json").end(document));
  }

  private void checkComplete(List<Operation> declared) {
    var ids = new TreeSet<String>();
    declared.forEach(operation -> ids.add(operation.id()));
    if (!ids.equals(new TreeSet<>(operations.keySet()))) {
      throw new IllegalStateException(
          "openapi.yaml declares " + ids + " but there is code for " + operations.keySet());
    }
  }

  private void mount(Router router, Operation operation) {
    var action = operations.get(operation.id());
    if (action == null) throw new IllegalStateException("no code for " + operation.id());
    var method = HttpMethod.valueOf(operation.method());
    router
        .route(method, operation.path())
        .handler(
            context -> {
              OperationName.set(context, operation.id());
              context.next();
            });
    if (operation.body() != null) {
      router
          .route(method, operation.path())
          .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY));
    }
    router
        .route(method, operation.path())
        .handler(dispatch.to(context -> answer(context, action.apply(call(context, operation)))));
  }

  private static void refuseOtherMethods(Router router, String path, List<String> allowed) {
    router
        .route(path)
        .handler(
            context -> context.fail(new ProblemException(new Problem.MethodNotAllowed(allowed))));
  }

  private Call call(RoutingContext context, Operation operation) {
    Principal caller = null;
    if (operation.scope() != null) {
      caller = authenticator.authenticate(context);
      caller.require(operation.scope());
    }
    checkAccept(context);
    var parameters = new HashMap<String, String>();
    for (var parameter : operation.parameters()) {
      parameter
          .check(context.queryParams().get(parameter.name()))
          .ifPresent(value -> parameters.put(parameter.name(), value));
    }
    var id = context.pathParam("id");
    return new Call(caller, id == null ? "" : id, parameters, body(context, operation));
  }

  private static void checkAccept(RoutingContext context) {
    var accept = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accept == null || accept.isBlank()) return;
    var wanted = accept.toLowerCase(Locale.ROOT);
    boolean fits =
        wanted.contains("*/*")
            || wanted.contains("application/*")
            || wanted.contains("json")
            || wanted.contains("text/markdown")
            || wanted.contains("text/*");
    if (!fits) {
      throw new ProblemException(
          new Problem.NotAcceptable("This path answers with application/json."));
    }
  }

  private static JsonNode body(RoutingContext context, Operation operation) {
    var schema = operation.body();
    if (schema == null) return Json.MAPPER.createObjectNode();
    var buffer = context.body().buffer();
    boolean isEmpty = buffer == null || buffer.length() == 0;
    if (isEmpty && !operation.bodyRequired()) return Json.MAPPER.createObjectNode();
    if (!isEmpty) checkType(context);
    var json = Json.read(buffer == null ? new byte[0] : buffer.getBytes());
    schema
        .check(json)
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    return json;
  }

  private static void checkType(RoutingContext context) {
    var type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    var name = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!name.equals("application/json") && !name.endsWith("+json")) {
      throw new ProblemException(
          new Problem.UnsupportedMediaType("Send the body as Content-Type: application/json."));
    }
    var encoding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw new ProblemException(
          new Problem.UnsupportedMediaType("Of encodings, gzip and deflate are read here."));
    }
  }

  private static void answer(RoutingContext context, Reply reply) {
    var unused =
        context
            .response()
            .setStatusCode(reply.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, reply.type())
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(Buffer.buffer(reply.body()));
  }
}
