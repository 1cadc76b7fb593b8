package everthread.web.issuer;

import everthread.oauth.IssuerSettings;
import everthread.problem.Problem;
import everthread.problem.ProblemException;
import everthread.web.oauth.OAuthAddresses;
import everthread.web.oauth.ResourceMetadata;
import io.vertx.ext.web.Router;
import java.util.List;

/** Tells clients that the issuer lets in, and that nothing of the kind is served here. */
public final class IssuerRoutes {
  private static final List<String> ELSEWHERE =
      List.of(
          "/.well-known/oauth-authorization-server",
          "/.well-known/openid-configuration",
          "/authorize",
          "/token",
          "/register",
          "/revoke");

  private final ResourceMetadata resource;
  private final Problem elsewhere;

  public IssuerRoutes(IssuerSettings settings, OAuthAddresses addresses) {
    this.resource = new ResourceMetadata(addresses, settings.address().toString());
    this.elsewhere =
        new Problem.NotFound("Sign-in is not here but at " + settings.address() + "; go there.");
  }

  public void mount(Router router) {
    resource.mount(router);
    for (var path : ELSEWHERE) {
      router.route(path).handler(context -> context.fail(new ProblemException(elsewhere)));
    }
  }
}
