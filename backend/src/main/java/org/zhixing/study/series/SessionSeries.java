package org.zhixing.study.series;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.campaign.Campaign;
import org.zhixing.organization.Organization;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Refused;
import org.zhixing.platform.web.Text;
import org.zhixing.platform.web.Versioned;

/** Sessions that were planned together, week after week. Each may be changed by itself; the later ones together. */
@Entity
class SessionSeries implements Versioned {
    /** How many sessions a series has at most. */
    static final int MOST = 60;

    private static final int LONGEST_TITLE = 120;

    @Id
    private UUID id;

    private UUID campaignId;
    private UUID organizationId;
    private String title;
    private String madeBy;
    private Instant madeAt;
    private Instant changedAt;

    @Version
    private long version;

    protected SessionSeries() {}

    SessionSeries(Campaign campaign, Organization organization, String title, String by, Instant at) {
        this.id = Ids.next();
        this.campaignId = campaign.id();
        this.organizationId = organization.id();
        this.title = Text.name(title);
        this.madeBy = by;
        this.madeAt = at;
        this.changedAt = at;
    }

    /** Its later sessions were changed together; the titles of further ones may follow another pattern. */
    void changed(@Nullable String newTitle, Instant at) {
        if (newTitle != null) {
            title = Text.name(newTitle);
        }
        changedAt = at;
    }

    /** What a session is called: {@code {n}} stands for its ordinal, {@code {topic}} for its topic. */
    static String titled(String pattern, int ordinal, @Nullable String topic) {
        String title = pattern.replace("{n}", Integer.toString(ordinal))
                .replace("{topic}", topic == null ? "" : topic)
                .strip();
        if (title.isEmpty() || title.codePointCount(0, title.length()) > LONGEST_TITLE) {
            throw Refused.field("/title", "study/series-title", ordinal, LONGEST_TITLE);
        }
        return title;
    }

    UUID id() {
        return id;
    }

    String title() {
        return title;
    }

    String madeBy() {
        return madeBy;
    }

    Instant madeAt() {
        return madeAt;
    }

    @Override
    public long version() {
        return version;
    }
}
