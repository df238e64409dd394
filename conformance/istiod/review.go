package main

import "errors"

// Review is what the webhook says of one object.
type Review struct {
	// Refusal is empty if the webhook lets the object in.
	Refusal string `json:"refusal"`
	Warning string `json:"warning"`
}

func (question *Question) reviews() ([]Review, error) {
	reviews := make([]Review, 0, len(question.Reviewed))
	for _, object := range question.Reviewed {
		seen := &Manifests{}
		if err := seen.add(object); err != nil {
			return nil, err
		}
		if len(seen.objects) > 0 {
			return nil, errors.New("no object of Istio")
		}
		review := Review{}
		for _, complaint := range seen.refused {
			review.Refusal = complaint.Message
		}
		for _, complaint := range seen.warnings {
			review.Warning = complaint.Message
		}
		reviews = append(reviews, review)
	}
	return reviews, nil
}
