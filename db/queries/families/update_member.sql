-- Corrects what is known of a member.
UPDATE member SET role = $role, birth_year = $birth_year, label = $label
WHERE member_id = $member_id AND family_id = $family_id
