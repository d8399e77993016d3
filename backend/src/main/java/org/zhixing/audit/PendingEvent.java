package org.zhixing.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;

/** What one transaction has changed or read so far and what is said of it; written as the transaction's last act. */
final class PendingEvent {
    /** A larger transaction, such as an import, writes an event as often as it has this many changes. */
    static final int MOST = 100;

    private final AuditChain chain;
    private final RequestFacts facts;
    private final ObjectMapper json;
    private final List<Change> changes = new ArrayList<>();
    private final Set<UUID> subjects = new LinkedHashSet<>();
    private @Nullable UUID organization;
    private AuditChain.@Nullable Head head;

    PendingEvent(AuditChain chain, RequestFacts facts, ObjectMapper json) {
        this.chain = chain;
        this.facts = facts;
        this.json = json;
    }

    void add(Change change, Iterable<UUID> about, @Nullable UUID at) {
        changes.add(change);
        subjects.add(change.id());
        about.forEach(subjects::add);
        if (organization == null) {
            organization = at;
        }
    }

    boolean isLarge() {
        return changes.size() >= MOST;
    }

    void write(Connection connection, Instant now) throws SQLException {
        if (changes.isEmpty()) {
            return;
        }
        if (head == null) {
            head = chain.take(connection);
        }
        chain.append(
                connection,
                head,
                new ChainLink(
                        Ids.next(),
                        0,
                        0,
                        now.truncatedTo(ChronoUnit.MICROS),
                        facts.doer(),
                        facts.address(),
                        facts.requestId(),
                        facts.operation(),
                        facts.reason(),
                        facts.organization() == null ? organization : facts.organization(),
                        List.copyOf(subjects),
                        text(),
                        0,
                        new byte[0]));
        changes.clear();
        subjects.clear();
    }

    private String text() {
        try {
            return json.writeValueAsString(changes);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
