package org.zhixing.organization.roster;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionSemantics;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.zhixing.audit.AuditTrail;
import org.zhixing.identity.Scope;
import org.zhixing.platform.file.StoredFiles;
import org.zhixing.platform.problem.Refused;

/**
 * Runs roster imports in the background, one at a time in each process. The members change in one transaction: after
 * any end, a crash too, either the whole roster is in or nothing of it. Progress and faults are written beside it, so
 * that they can be read while it runs. Memory holds {@value #CHUNK} rows at a time, and a workbook's shared strings.
 */
@ApplicationScoped
class RosterImportJob {
    private static final Logger LOG = Logger.getLogger(RosterImportJob.class);
    private static final int CHUNK = 500;
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration UPLOAD_KEPT = Duration.ofDays(30);
    /** Two imports that change members wait for each other. */
    private static final long ONE_AT_A_TIME = 0x726f73746572L;

    @Inject
    RosterImports imports;

    @Inject
    StoredFiles files;

    @Inject
    Scope scope;

    @Inject
    AuditTrail audit;

    @Inject
    Instance<Roster> rosters;

    @Inject
    Clock clock;

    @ConfigProperty(name = "zhixing.import.max-deactivated-percent")
    int maxDeactivatedPercent;

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void runWaiting() {
        while (runNext()) {
            LOG.debug("A roster import has ended");
        }
    }

    /** Runs the job that has waited longest; false where none waits. */
    @ActivateRequestContext
    boolean runNext() {
        UUID job = aside(() -> imports.next()
                .map(next -> {
                    next.start(clock.instant());
                    imports.clear(next.id());
                    return next.id();
                })
                .orElse(null));
        if (job == null) {
            return false;
        }
        try {
            run(job);
            end(job, RosterImport.State.DONE, null);
        } catch (Refused refused) {
            end(job, refused.status() == 409 ? RosterImport.State.HALTED : RosterImport.State.FAILED, refused);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Roster import %s failed", job);
            end(job, RosterImport.State.FAILED, Refused.of(500, "internal"));
        }
        return true;
    }

    private void run(UUID id) {
        RosterImport job = imports.findById(id);
        scope.actAs(job.startedBy(), Roster.ROLES);
        audit.job("rosterImport", job.startedBy(), scope.actor().name());
        Path copy = download(job);
        try {
            RosterFile file = RosterFile.open(copy);
            RosterFile.Heading heading = file.heading(!job.organization().isBranch());
            int[] total = {0};
            file.rowsBelow(heading, row -> {
                if (++total[0] % 50_000 == 0) {
                    reach(id, new Tally(), null);
                }
            });
            reach(id, new Tally(), total[0]);
            inOneTransaction(() -> {
                takeAll(id, file, heading, total[0]);
                return null;
            });
        } finally {
            PrivateFile.delete(copy);
        }
    }

    private void takeAll(UUID id, RosterFile file, RosterFile.Heading heading, int total) {
        RosterImport job = imports.findById(id);
        if (!job.dryRun()) {
            imports.getEntityManager()
                    .createNativeQuery("select pg_advisory_xact_lock(:lock)")
                    .setParameter("lock", ONE_AT_A_TIME)
                    .getSingleResult();
        }
        Roster roster = rosters.get();
        roster.begin(job);
        boolean branchNeeded = !job.organization().isBranch();
        List<RosterLine> lines = new ArrayList<>(CHUNK);
        int[] faults = {0};
        Runnable take = () -> {
            List<Fault> found = roster.take(lines);
            lines.clear();
            imports.flush();
            imports.getEntityManager().clear();
            aside(() -> {
                imports.add(id, faults[0], found, heading);
                faults[0] += found.size();
                imports.findById(id).reach(roster.tally(), total, clock.instant());
                return null;
            });
        };
        file.rowsBelow(heading, row -> {
            lines.add(RosterLine.read(row, heading.columns(), branchNeeded));
            if (lines.size() == CHUNK) {
                take.run();
            }
        });
        if (!lines.isEmpty()) {
            take.run();
        }
        if (job.deactivateMissing()) {
            roster.releaseMissing(maxDeactivatedPercent);
            imports.flush();
        }
        reach(id, roster.tally(), total);
        imports.forgetSeen(id);
    }

    private void reach(UUID id, Tally tally, @Nullable Integer total) {
        aside(() -> {
            imports.findById(id).reach(tally, total, clock.instant());
            return null;
        });
    }

    private void end(UUID id, RosterImport.State how, @Nullable Refused why) {
        aside(() -> {
            imports.findById(id).end(how, why, clock.instant());
            return null;
        });
    }

    private static <T> @Nullable T aside(Callable<T> work) {
        return QuarkusTransaction.requiringNew().call(work);
    }

    private static void inOneTransaction(Callable<?> work) {
        QuarkusTransaction.runner(TransactionSemantics.REQUIRE_NEW)
                .timeout((int) LONGEST.toSeconds())
                .call(work);
    }

    /** The upload, decrypted for as long as the job runs. */
    private Path download(RosterImport job) {
        Path copy = PrivateFile.create();
        try (OutputStream out = Files.newOutputStream(copy)) {
            aside(() -> {
                files.copy(job.file(), out);
                return null;
            });
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uploads hold ID numbers: they are forgotten after thirty days, what the import did is not. */
    @Scheduled(every = "6h", delayed = "10m")
    void forgetUploads() {
        aside(() -> {
            for (RosterImport old : imports.withFileBefore(clock.instant().minus(UPLOAD_KEPT))) {
                UUID file = old.file();
                old.forgetFile();
                imports.flush();
                if (imports.count("fileId", file) == 0) {
                    files.remove(file);
                }
            }
            return null;
        });
    }
}
