package everthread.web.oauth;

import everthread.oauth.ClientStore;
import everthread.oauth.GrantStore;
import everthread.web.Bodies;
import everthread.web.Dispatch;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;

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

  public OAuthRoutes(
      Dispatch dispatch,
      Bodies bodies,
      OAuthAddresses addresses,
      ClientStore clients,
      GrantStore grants) {
    this.dispatch = dispatch;
    this.bodies = bodies;
    this.discovery = new Discovery(addresses);
    this.resource = new ResourceMetadata(addresses, addresses.issuer());
    this.tokens = new TokenEndpoint(addresses, clients, grants);
    this.registration = new RegistrationEndpoint(clients);
    this.revocation = new RevocationEndpoint(grants);
  }

  public void mount(Router router) {
    for (var path : SERVER) ResourceMetadata.document(router, path, discovery.server());
    resource.mount(router);
    endpoint(router, "/token", exchange -> exchange.answer(tokens.answer(exchange.request())));
    endpoint(
        router, "/register", exchange -> exchange.answer(registration.answer(exchange.request())));
    endpoint(router, "/revoke", exchange -> exchange.answer(revocation.answer(exchange.request())));
  }

  private void endpoint(Router router, String path, Consumer<Exchange> work) {
    router.post(path).handler(bodies::hold);
    router.post(path).handler(dispatch.to(context -> exchange(context, work)));
    router.post(path).failureHandler(Exchange::failed);
  }

  private void exchange(RoutingContext context, Consumer<Exchange> work) {
    try (var body = bodies.receive(context, Bodies.LARGEST_OF_STRANGERS)) {
      work.accept(Exchange.of(context, body.bytes()));
    }
  }
}
