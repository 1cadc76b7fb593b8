package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import everthread.connecting.Attempts;
import everthread.connecting.Stage;
import everthread.oauth.ClientStore;
import everthread.oauth.GrantStore;
import everthread.web.Bodies;
import everthread.web.Dispatch;
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
  private final ResourceMetadata resource;
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
    this.resource = new ResourceMetadata(addresses, addresses.issuer(), attempts);
    this.tokens = new TokenEndpoint(addresses, clients, grants);
    this.registration = new RegistrationEndpoint(clients);
    this.revocation = new RevocationEndpoint(grants);
    this.steps = new ClientSteps(attempts);
  }

  public void mount(Router router) {
    steps.document(router, Stage.SERVER, SERVER, discovery.server());
    resource.mount(router);
    endpoint(router, "/token", Stage.TOKEN, tokens::answer);
    endpoint(router, "/register", Stage.CLIENT, registration::answer);
    endpoint(router, "/revoke", Stage.END, revocation::answer);
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
