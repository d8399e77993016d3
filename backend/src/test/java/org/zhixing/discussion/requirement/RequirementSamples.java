package org.zhixing.discussion.requirement;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;
import org.zhixing.discussion.Discussion;

/** Drafts of a discussion that is being refined, made and worded by the entity's own rules. */
@ApplicationScoped
public class RequirementSamples {
    @Inject
    EntityManager entities;

    /** The next draft of a discussion; its id. */
    public String draft(String discussion, String text) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Discussion refined = entities.find(Discussion.class, UUID.fromString(discussion));
            int ordinal = entities.createQuery(
                                    "select coalesce(max(r.ordinal), 0) from Requirement r where r.discussion = :discussion",
                                    Integer.class)
                            .setParameter("discussion", refined)
                            .getSingleResult()
                    + 1;
            Requirement draft = new Requirement(refined, ordinal, text, "书记", Instant.now());
            entities.persist(draft);
            judge(draft);
            return draft.id().toString();
        });
    }

    public void reword(String requirement, String text) {
        QuarkusTransaction.requiringNew().run(() -> {
            Requirement draft = entities.find(Requirement.class, UUID.fromString(requirement));
            draft.reword(text);
            judge(draft);
        });
    }

    /** Judges it anew, as after another wording or for others. */
    public void judge(String requirement) {
        QuarkusTransaction.requiringNew()
                .run(() -> judge(entities.find(Requirement.class, UUID.fromString(requirement))));
    }

    /** On all four aspects, as they have to be before a vote. */
    private void judge(Requirement draft) {
        entities.flush();
        entities.createNativeQuery("""
                        insert into requirement_judgement (requirement_id, aspect, edition, holds, citation, judged_by, judged_at, version)
                        select :requirement, a.aspect, :edition, true, case a.aspect when 'CONFORMS' then '党章第三条' end, '书记', now(), 0
                        from (values ('CONFORMS'), ('OF_ITS_TIME'), ('FITS_GROUP'), ('FITS_POST')) as a(aspect)
                        on conflict (requirement_id, aspect) do update set edition = excluded.edition""")
                .setParameter("requirement", draft.id())
                .setParameter("edition", draft.edition())
                .executeUpdate();
    }
}
