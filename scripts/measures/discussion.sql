-- Gives one discussion :contributions contributions of its organisation's members, a tenth of them answered.
insert into contribution (id, discussion_id, author_id, text, edition, created_at, replies, supporters, round, version)
select gen_random_uuid(), d.id, m.id,
       repeat('沟渠年年堵，一下大雨就淹田，党员应当带头包段清淤，不要等上面派工。', 1 + n % 3) || n,
       1, now() - make_interval(secs => :contributions - n), 0, n % 7, 1, 0
from generate_series(1, :contributions) n
join discussion d on d.id = :'discussion'
join lateral (select member.id from member where member.branch_id = d.organization_id
              offset n % (select count(*) from member where branch_id = d.organization_id) limit 1) m on true;
with answered as (
    insert into contribution (id, discussion_id, author_id, reply_to, text, edition, created_at, replies, supporters, round, version)
    select gen_random_uuid(), c.discussion_id, c.author_id, c.id, '同意，我认领一段。', 1, c.created_at, 0, 0, 1, 0
    from (select c.*, row_number() over (order by c.created_at) n from contribution c
          where c.discussion_id = :'discussion' and c.reply_to is null) c
    where n % 10 = 0
    returning reply_to)
update contribution set replies = replies + 1 where id in (select reply_to from answered);
analyze contribution;
