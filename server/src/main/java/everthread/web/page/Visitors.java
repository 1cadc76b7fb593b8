package everthread.web.page;

import everthread.space.Principal;
import everthread.space.SessionStore.Session;
import everthread.space.Space;
import everthread.space.SpaceId;
import everthread.space.UuidText;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out who looks at a page, and in which space. Blocks. */
final class Visitors {
  private final PageServices services;
  private final Cookies cookies;

  Visitors(PageServices services, Cookies cookies) {
    this.services = services;
    this.cookies = cookies;
  }

  /** Empty when nobody is signed in, or the session has ended. */
  Optional<Visit> find(RoutingContext context) {
    return cookies
        .session(context)
        .flatMap(services.sessions()::find)
        .map(session -> visit(context, session));
  }

  private Visit visit(RoutingContext context, Session session) {
    var holder = session.holder();
    var space =
        cookies
            .space(context)
            .flatMap(UuidText::parse)
            .map(SpaceId::new)
            .filter(holder.spaces()::contains)
            .orElse(holder.home());
    var principal = new Principal(holder.person(), null, space, holder.scopes());
    var dates = new Dates(cookies.zone(context), services.clock().instant());
    return new Visit(context, session, principal, currentFirst(principal), dates);
  }

  private List<Space> currentFirst(Principal principal) {
    var spaces = new ArrayList<Space>();
    for (var space : services.spaces().list(principal)) {
      if (space.id().equals(principal.space())) spaces.addFirst(space);
      else spaces.add(space);
    }
    return spaces;
  }
}
