package everthread.web.page;

import everthread.conversation.ConversationStore;
import everthread.ingest.StatsSource;
import everthread.memory.MemoryHygiene;
import everthread.memory.MemoryStore;
import everthread.oauth.SignIn;
import everthread.search.SearchIndex;
import everthread.space.KeyStore;
import everthread.space.PairingStore;
import everthread.space.SessionStore;
import everthread.space.SpaceStore;
import everthread.vitals.Upkeep;
import everthread.web.Dispatch;
import java.time.Clock;

/** What the pages need of the rest of the house. */
public record PageServices(
    Installation installation,
    Clock clock,
    Dispatch dispatch,
    SearchIndex search,
    ConversationStore conversations,
    MemoryStore memories,
    MemoryHygiene hygiene,
    SpaceStore spaces,
    KeyStore keys,
    SessionStore sessions,
    PairingStore pairings,
    StatsSource stats,
    Upkeep upkeep,
    ConnectionTest connectionTest,
    SignIn signIn) {}
