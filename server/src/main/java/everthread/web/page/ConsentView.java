package everthread.web.page;

import everthread.space.Space;
import java.util.List;

/**
 * What a client asks for, put before the person.
 *
 * @param name as the client calls itself
 * @param identity who it is, and how far that is known
 * @param destination where the answer goes: a host, or a program
 * @param warning what to mind before allowing it, empty mostly
 * @param mayWrite whether it asks to add, change and delete
 * @param mayRead whether it asks to search and read
 * @param request the client's request, to come back with the form
 * @param spaces to choose from, the current one first
 */
public record ConsentView(
    String name,
    String identity,
    String destination,
    String warning,
    boolean mayRead,
    boolean mayWrite,
    String request,
    List<Space> spaces) {
  public ConsentView {
    spaces = List.copyOf(spaces);
  }
}
