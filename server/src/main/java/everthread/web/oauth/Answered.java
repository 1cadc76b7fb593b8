package everthread.web.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets, and what its person is told of it.
 *
 * @param client its id
 * @param name what it calls itself, null where the request does not say
 * @param person whose grant it is, null where that is not known
 * @param sentence for the person; no code and no token stands in it
 */
record Answered(
    HTTPResponse response,
    String client,
    @Nullable String name,
    @Nullable UUID person,
    String sentence) {}
