# METADATA
# title: What data is for, and whose it is
# description: |
#   Missing is not no: data that does not say its role is taken for training data, and data with a lawful basis or with findings of a scan for personal data.
package bylaw.lib.datasets

_training_roles := {"train", "validation", "test", "fine_tune"}

for_training(dataset) if {
	some role in dataset.roles
	role in _training_roles
}

for_training(dataset) if not dataset.roles

personal(dataset) if dataset.personal_data == true

personal(dataset) if {
	not _is_told(dataset)
	dataset.lawful_basis != "not_personal"
}

personal(dataset) if {
	not _is_told(dataset)
	count(dataset.pii.findings) > 0
}

personal(dataset) if {
	not _is_told(dataset)
	dataset.special.present == true
}

any_personal if {
	some dataset in input.all.dataset
	personal(dataset)
}

_is_told(dataset) if dataset.personal_data == true

_is_told(dataset) if dataset.personal_data == false
