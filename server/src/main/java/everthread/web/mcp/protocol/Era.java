package everthread.web.mcp.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * One of the two ways in which clients speak: with an initialize handshake, or with all that is
 * needed in every request. Methods are served the same in both; an era says which there are, what a
 * request must carry, and how a result is dressed.
 */
sealed interface Era permits HandshakeEra, StatelessEra {

  /** What is wrong with the request before its method is looked at. */
  Optional<RpcError> objectionTo(Message.Request request, MirroredHeaders headers);

  Map<String, Method> methods();

  /** Has the method serve the request, with what this era lets it say to its client meanwhile. */
  Outcome serve(Method method, Call call);

  /** The answer to a request that was served. */
  Answer reply(Call call, Outcome.Result result);

  /** The result as it goes out. */
  ObjectNode dress(Outcome.Result result);

  /** What the client is to supply, as it goes out. */
  ObjectNode dress(Outcome.InputRequired asked);

  /** The code for a resource that is not there. */
  int codeOfAbsent();

  /** The HTTP status that goes with a method's error. */
  int statusOf(RpcError error);
}
