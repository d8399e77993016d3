package org.zhixing.study.material;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/** The set texts (规定篇目), for whoever must tell a quotation from somebody's own words. STU-7. */
@ApplicationScoped
public class SetTexts {
    private static final int MOST = 100;

    @Inject
    EntityManager entities;

    /** A set text without markup or pages, as it can be searched. */
    public record SetText(UUID materialId, String title, String text) {}

    /**
     * The published set texts that hold at an organisation: its own and those of the organisations above it. At most
     * 100, the newest first; a file's text is there once it has been taken out.
     *
     * @param path the organisation's path
     */
    public List<SetText> of(UUID campaign, String path) {
        return entities.createQuery(
                        "select m.id, m.title, t.text from Material m join m.organization o, MaterialText t"
                                + " where t.materialId = m.id and m.campaign.id = :campaign and m.setText = true"
                                + " and m.state = PUBLISHED and o.path <= :path and o.pathEnd > :path and t.text <> ''"
                                + " order by m.createdAt desc, m.id",
                        Object[].class)
                .setParameter("campaign", campaign)
                .setParameter("path", path)
                .setMaxResults(MOST)
                .getResultStream()
                .map(row -> new SetText((UUID) row[0], (String) row[1], (String) row[2]))
                .toList();
    }
}
