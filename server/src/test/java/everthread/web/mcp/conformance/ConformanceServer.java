package everthread.web.mcp.conformance;

import everthread.space.Ids;
import everthread.space.Principal;
import everthread.space.Scope;
import everthread.space.SpaceId;
import java.util.List;
import java.util.Set;

/** What the official conformance suite calls, without keys. */
public final class ConformanceServer {
  private ConformanceServer() {}

  /** Prints its address; serves until it is ended. */
  public static void main(String[] arguments) {
    var anybody =
        new Principal(Ids.next(), Ids.next(), new SpaceId(Ids.next()), Set.of(Scope.values()));
    System.out.println(new ProtocolServer(context -> anybody, List.of()).endpoint());
  }
}
