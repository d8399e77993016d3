package org.zhixing.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhixing.platform.Ids;
import org.zhixing.platform.problem.Unwrapped;
import org.zhixing.platform.web.Versioned;

/** A template as it was loaded; a later version is another row, so that running campaigns keep theirs. */
@Entity
@Table(name = "campaign_template")
class StoredTemplate implements Versioned {
    @Id
    private UUID id;

    private String code;
    private int edition;
    private String name;
    private @Nullable String source;
    private String definition;
    private Instant loadedAt;

    protected StoredTemplate() {}

    StoredTemplate(CampaignTemplate template, ObjectMapper json, Instant at) {
        this.id = Ids.next();
        this.code = template.code();
        this.edition = template.version();
        this.name = template.name();
        this.source = template.source();
        this.loadedAt = at;
        try {
            this.definition = json.writeValueAsString(template);
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
    }

    CampaignTemplate template(ObjectMapper json) {
        try {
            return json.readValue(definition, CampaignTemplate.class);
        } catch (JsonProcessingException e) {
            throw new Unwrapped(e);
        }
    }

    UUID id() {
        return id;
    }

    String code() {
        return code;
    }

    String name() {
        return name;
    }

    int edition() {
        return edition;
    }

    @Nullable
    String source() {
        return source;
    }

    @Override
    public long version() {
        return edition;
    }
}
