package org.zhixing.appraisal.ballot;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.annotations.DynamicUpdate;
import org.zhixing.audit.NotRecorded;
import org.zhixing.platform.crypto.Keyring;
import org.zhixing.platform.crypto.ProtectedColumn;

/**
 * The count of an open box, encrypted anew as a whole with every vote: two states of it side by side do not tell what was
 * added between. It is never recorded, and gone when the box closes. docs/ballots.md.
 */
@Entity
@Table(name = "ballot_tally")
@DynamicUpdate
@NotRecorded
class SealedTally {
    private static final String SCREENS = "ballot_tally:";
    private static final String PAPERS = "ballot_papers:";

    @Id
    private UUID boxId;

    private byte[] tallySecret;
    private byte[] papersSecret;

    protected SealedTally() {}

    SealedTally(UUID box, int questions, Keyring keys) {
        this.boxId = box;
        screens(Tally.empty(questions), keys);
        papers(Tally.empty(questions), keys);
    }

    /** What was cast on screens. */
    Tally screens(Keyring keys) {
        return Tally.of(keys.decryptBytes(SCREENS + boxId, tallySecret));
    }

    void screens(Tally tally, Keyring keys) {
        tallySecret = keys.encrypt(SCREENS + boxId, tally.bytes());
    }

    /** What was counted from papers. */
    Tally papers(Keyring keys) {
        return Tally.of(keys.decryptBytes(PAPERS + boxId, papersSecret));
    }

    void papers(Tally tally, Keyring keys) {
        papersSecret = keys.encrypt(PAPERS + boxId, tally.bytes());
    }

    /** Renewed with the keys while a box is open. */
    @Dependent
    static class Columns {
        @Produces
        @Singleton
        ProtectedColumn screens() {
            return column("tally_secret", key -> SCREENS + key.getFirst());
        }

        @Produces
        @Singleton
        ProtectedColumn papers() {
            return column("papers_secret", key -> PAPERS + key.getFirst());
        }

        private static ProtectedColumn column(String name, Function<List<Object>, String> context) {
            return ProtectedColumn.of("ballot_tally", name, "").keyedBy(List.of("box_id"), context);
        }
    }
}
