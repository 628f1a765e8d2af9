# METADATA
# title: "No untargeted face scraping"
# description: "A dataset of face images whose source is web scraping or CCTV is not used for recognition."
# custom:
#   id: PRB-004
#   subject: dataset
#   severity: critical
#   stages: [data, train]
#   enforcement: block
#   waivable: false
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [dataset.source.kind, dataset.source.face_images, system.biometric.kind]
#   fix: "Take face images whose people agreed; scraped ones may not be used for recognition."
#   references:
#     eu-ai-act: ["5(1)(e)"]
#     gdpr: ["9"]
#     nist-ai-rmf: ["MAP 4.1"]
package bylaw.controls.prb_004

applies if input.dataset.source.face_images == true

required contains "dataset.source.kind"

findings contains {
	"message": sprintf("dataset %s holds face images from %s", [input.subject.name, input.dataset.source.kind]),
	"expected": "images that were not scraped",
	"actual": input.dataset.source.kind,
	"fields": ["dataset.source.kind", "dataset.source.face_images", "system.biometric.kind"],
} if {
	input.dataset.source.kind in {"web_scrape", "cctv"}
	not input.system.biometric.kind in {"none", "categorisation", "emotion"}
}
