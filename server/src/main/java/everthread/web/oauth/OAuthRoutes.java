package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import everthread.connecting.Attempts;
import everthread.connecting.Stage;
import everthread.oauth.ClientStore;
import everthread.oauth.GrantStore;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;

/**
 * What clients call themselves: discovery, /token, /register and /revoke. At the host's root, since
 * some clients look nowhere else. The person's part, /authorize, is a page.
 */
public final class OAuthRoutes {
  private static final List<String> SERVER =
      List.of("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration");

  private final Dispatch dispatch;
  private final Bodies bodies;
  private final Discovery discovery;
  private final TokenEndpoint tokens;
  private final RegistrationEndpoint registration;
  private final RevocationEndpoint revocation;
  private final ClientSteps steps;

  public OAuthRoutes(
      Dispatch dispatch,
      Bodies bodies,
      OAuthAddresses addresses,
      ClientStore clients,
      GrantStore grants,
      Attempts attempts) {
    this.dispatch = dispatch;
    this.bodies = bodies;
    this.discovery = new Discovery(addresses);
    this.tokens = new TokenEndpoint(addresses, clients, grants);
    this.registration = new RegistrationEndpoint(clients);
    this.revocation = new RevocationEndpoint(grants);
    this.steps = new ClientSteps(attempts);
  }

  public void mount(Router router) {
    for (var path : SERVER) document(router, path, Stage.SERVER, discovery.server());
    resource(router, "", "/mcp");
    for (var path : List.of("/mcp", "/api/mcp")) resource(router, path, path);
    endpoint(router, "/token", Stage.TOKEN, tokens::answer);
    endpoint(router, "/register", Stage.CLIENT, registration::answer);
    endpoint(router, "/revoke", Stage.END, revocation::answer);
  }

  private void resource(Router router, String suffix, String path) {
    var well = "/.well-known/oauth-protected-resource" + suffix;
    document(router, well, Stage.RESOURCE, discovery.resource(path));
  }

  private void document(Router router, String path, Stage stage, String json) {
    router
        .get(path)
        .handler(
            context -> {
              steps.read(context, stage);
              context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(json);
            });
  }

  private void endpoint(
      Router router, String path, Stage stage, Function<HTTPRequest, Answered> work) {
    router.post(path).handler(bodies::hold);
    router.post(path).handler(dispatch.to(context -> exchange(context, stage, work)));
    router.post(path).failureHandler(Exchange::failed);
  }

  private void exchange(RoutingContext context, Stage stage, Function<HTTPRequest, Answered> work) {
    try (var body = bodies.receive(context, Bodies.LARGEST_OF_STRANGERS)) {
      var exchange = Exchange.of(context, body.bytes());
      exchange.answer(steps.watch(exchange, stage, work).response());
    }
  }
}
