package everthread.web.rest;

import com.fasterxml.jackson.databind.JsonNode;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.space.Principal;
import everthread.web.Accept;
import everthread.web.Bodies;
import everthread.web.Body;
import everthread.web.Dispatch;
import everthread.web.Json;
import everthread.web.MediaTypes;
import everthread.web.OperationName;
import everthread.web.auth.Authenticator;
import everthread.web.rest.Contract.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The REST API: the OpenAPI document is the router. */
public final class RestRoutes {
  private final Contract contract = Contract.load();
  private final Map<String, Function<Call, Reply>> operations;
  private final Dispatch dispatch;
  private final Authenticator authenticator;
  private final Bodies bodies;
  private final Repeats repeats;

  public RestRoutes(
      RestServices services, Dispatch dispatch, Authenticator authenticator, Bodies bodies) {
    this.bodies = bodies;
    this.repeats = new Repeats(services.answers());
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
      router.route(method, operation.path()).handler(bodies::hold);
    }
    router
        .route(method, operation.path())
        .handler(dispatch.to(context -> serve(context, operation, action)));
  }

  private static void refuseOtherMethods(Router router, String path, List<String> allowed) {
    router
        .route(path)
        .handler(
            context -> context.fail(new ProblemException(new Problem.MethodNotAllowed(allowed))));
  }

  private void serve(RoutingContext context, Operation operation, Function<Call, Reply> action) {
    Principal caller = null;
    if (operation.scope() != null) {
      caller = authenticator.authenticate(context);
      caller.require(operation.scope());
    }
    var parameters = parameters(context, operation);
    checkAccept(context, parameters);
    var id = context.pathParam("id");
    if (operation.body() == null) {
      var none = Json.MAPPER.createObjectNode();
      answer(context, action.apply(new Call(caller, id == null ? "" : id, parameters, none)));
      return;
    }
    var key = operation.isRepeatable() ? Repeats.key(context.request()) : null;
    checkType(context);
    long limit = operation.scope() == null ? Bodies.LARGEST_OF_STRANGERS : Bodies.LARGEST;
    try (var body = bodies.receive(context, limit)) {
      var call = new Call(caller, id == null ? "" : id, parameters, json(body, operation));
      answer(
          context,
          key == null
              ? action.apply(call)
              : repeats.once(
                  context.request(),
                  key,
                  operation.id(),
                  call,
                  body.bytes(),
                  () -> action.apply(call)));
    }
  }

  private static Map<String, String> parameters(RoutingContext context, Operation operation) {
    var parameters = new HashMap<String, String>();
    for (var parameter : operation.parameters()) {
      parameter
          .check(context.queryParams().get(parameter.name()))
          .ifPresent(value -> parameters.put(parameter.name(), value));
    }
    return parameters;
  }

  private static void checkAccept(RoutingContext context, Map<String, String> parameters) {
    var types = new ArrayList<>(List.of("application/json"));
    if ("markdown".equals(parameters.get("format"))) types.add("text/markdown");
    if (Accept.takes(context.request().headers().getAll(HttpHeaders.ACCEPT), types)) return;
    throw new ProblemException(
        new Problem.NotAcceptable("This address answers with " + String.join(" or ", types) + "."));
  }

  private static JsonNode json(Body body, Operation operation) {
    var schema = operation.body();
    boolean isEmpty = body.bytes().length == 0;
    if (schema == null || (isEmpty && !operation.bodyRequired())) {
      return Json.MAPPER.createObjectNode();
    }
    var json = Json.read(body.bytes());
    schema
        .check(json)
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    return json;
  }

  /** What has a body has a type; where none is sent, it may be missing. */
  private static void checkType(RoutingContext context) {
    var request = context.request();
    var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    boolean isEmpty =
        "0".equals(request.getHeader(HttpHeaders.CONTENT_LENGTH))
            || (request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null);
    if (type == null ? isEmpty : MediaTypes.isJson(type)) return;
    throw new ProblemException(
        new Problem.UnsupportedMediaType(
            "Send the body as Content-Type: application/json, in UTF-8."));
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
