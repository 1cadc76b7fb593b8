package everthread.web.page;

import everthread.oauth.ExternalIssuer;
import everthread.oauth.IssuerSettings;
import java.net.URI;
import java.util.Set;

/** An issuer of the owner's that is at hand. */
final class FakeIssuer implements ExternalIssuer {
  static final String ADDRESS = "https://id.example.org/realms/home";
  static final String SUBJECT = "8f14e45f-ceea-467f-a0e6-0242ac120002";

  @Override
  public IssuerSettings settings() {
    return new IssuerSettings(URI.create(ADDRESS), Set.of(SUBJECT));
  }

  @Override
  public State state() {
    return new Known();
  }
}
