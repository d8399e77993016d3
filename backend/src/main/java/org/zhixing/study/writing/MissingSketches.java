package org.zhixing.study.writing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** After a start, sketches the texts that have no sketch yet, in the background, once; new ones get theirs when handed in. */
@ApplicationScoped
class MissingSketches {
    @Inject
    SimilarWritings similar;

    private volatile boolean done;

    @Scheduled(every = "1m", delayed = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void catchUp() {
        if (!done) {
            UUID last = null;
            do {
                last = next(last);
            } while (last != null);
            done = true;
        }
    }

    private @Nullable UUID next(@Nullable UUID after) {
        return QuarkusTransaction.requiringNew().call(() -> similar.catchUp(after));
    }
}
