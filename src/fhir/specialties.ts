/** Treatment functions: NHS Data Dictionary, TREATMENT FUNCTION CODE, without the word "Service". */
const NAMES = `
100 General Surgery, 101 Urology, 102 Transplant Surgery, 103 Breast Surgery, 104 Colorectal Surgery,
105 Hepatobiliary and Pancreatic Surgery, 106 Upper Gastrointestinal Surgery, 107 Vascular Surgery,
108 Spinal Surgery, 109 Bariatric Surgery, 110 Trauma and Orthopaedic, 111 Orthopaedic, 113 Endocrine Surgery,
115 Trauma Surgery, 120 Ear Nose and Throat, 130 Ophthalmology, 140 Oral Surgery, 141 Restorative Dentistry,
143 Orthodontic, 144 Maxillofacial Surgery, 145 Oral and Maxillofacial Surgery, 150 Neurosurgical,
160 Plastic Surgery, 161 Burns Care, 170 Cardiothoracic Surgery, 172 Cardiac Surgery, 173 Thoracic Surgery,
180 Emergency Medicine, 190 Anaesthetic, 191 Pain Management, 192 Intensive Care Medicine,
300 General Internal Medicine, 301 Gastroenterology, 302 Endocrinology, 303 Clinical Haematology,
304 Clinical Physiology, 306 Hepatology, 307 Diabetes, 309 Haemophilia, 310 Audio Vestibular Medicine,
311 Clinical Genetics, 313 Clinical Immunology and Allergy, 314 Rehabilitation Medicine, 315 Palliative Medicine,
317 Allergy, 320 Cardiology, 324 Anticoagulant, 327 Cardiac Rehabilitation, 328 Stroke Medicine,
329 Transient Ischaemic Attack, 330 Dermatology, 335 Inherited Metabolic Medicine, 340 Respiratory Medicine,
341 Respiratory Physiology, 347 Sleep Medicine, 350 Infectious Diseases, 360 Genitourinary Medicine,
361 Renal Medicine, 370 Medical Oncology, 400 Neurology, 401 Clinical Neurophysiology, 410 Rheumatology,
420 Paediatric, 430 Elderly Medicine, 501 Obstetrics, 502 Gynaecology, 503 Gynaecological Oncology,
505 Fetal Medicine, 560 Midwifery, 650 Physiotherapy, 651 Occupational Therapy, 652 Speech and Language Therapy,
653 Podiatry, 654 Dietetics, 655 Orthoptics, 656 Clinical Psychology, 658 Orthotics, 710 Adult Mental Health,
711 Child and Adolescent Psychiatry, 715 Old Age Psychiatry, 800 Clinical Oncology,
811 Interventional Radiology, 812 Diagnostic Imaging, 840 Audiology`

const names = new Map(NAMES.split(',').map(line => [line.trim().slice(0, 3), line.trim().slice(4)]))

/** Undefined for codes that are not in our list, such as paediatric and retired ones. */
export function specialtyName(code: string): string | undefined {
  return names.get(code)
}
